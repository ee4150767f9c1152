import { type RefObject, useEffect, useRef, useState } from 'react'

type Fold = { frame: RefObject<HTMLDivElement>; isFolded: boolean; fold: () => void; unfold: () => void }

/**
 * On a phone the form is one line until somebody writes, and again once it is sent or left empty for something else (live.css).
 * Whole without JavaScript.
 */
export function useFold(box: RefObject<HTMLTextAreaElement>): Fold {
  const frame = useRef<HTMLDivElement>(null)
  const [isFolded, setFolded] = useState(false)
  useEffect(() => {
    const leave = (event: Event) => {
      const isInside = event.target instanceof Node && frame.current?.contains(event.target)
      if (!isInside && box.current?.value.trim() === '') setFolded(true)
    }
    if (box.current?.value === '' && !frame.current?.contains(document.activeElement)) setFolded(true)
    document.addEventListener('pointerdown', leave)
    document.addEventListener('focusin', leave)
    return () => {
      document.removeEventListener('pointerdown', leave)
      document.removeEventListener('focusin', leave)
    }
  }, [box])
  return {
    frame, isFolded, unfold: () => setFolded(false),
    fold: () => {
      if (box.current?.value.trim() === '') setFolded(true)
    },
  }
}
