import { useLocation, useNavigate } from '@remix-run/react'
import { useEffect } from 'react'

/**
 * An old link to a post names it in the part of the address that no server sees. Where its topic was merged into this one, numbers
 * have risen by what `?was=` says; where it was split out, what stands in its place leads on.
 */
export function useOldAddress(topicId: string, from: number): void {
  const { hash, search } = useLocation()
  const navigate = useNavigate()
  useEffect(() => {
    const no = Number(/^#post-(\d+)$/.exec(hash)?.[1])
    if (!Number.isInteger(no)) return
    const was = Number(new URLSearchParams(search).get('was') ?? Number.NaN)
    if (Number.isInteger(was)) navigate(`/topics/${topicId}?from=${from}#post-${no + from - was}`, { replace: true })
    else if (document.querySelector(`#post-${no}[data-moved]`) !== null) navigate(`/topics/${topicId}/moved/${no}`, { replace: true })
  }, [topicId, from, hash, search, navigate])
}
