import { useLocation, useNavigation } from '@remix-run/react'
import { type RefObject, useEffect } from 'react'
import type { WritingBoxHandle } from './writing-box.tsx'

/** Forgets the draft of a box whose form was accepted: then the answer leads to another page. */
export function useSent(box: RefObject<WritingBoxHandle>): void {
  const { pathname } = useLocation()
  const navigation = useNavigation()
  const isSent = navigation.state === 'loading' && navigation.formData !== undefined && navigation.location.pathname !== pathname
  useEffect(() => {
    if (isSent) box.current?.clear()
  }, [isSent, box])
}
