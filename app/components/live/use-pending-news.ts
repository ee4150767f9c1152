import { useEffect, useRef, useState } from 'react'

const KEPT = 'enishi.host.sound'

/** Two short notes, made here: nothing is loaded. */
function chime(): void {
  const audio = new AudioContext()
  for (const [i, frequency] of [880, 1174].entries()) {
    const [note, volume] = [audio.createOscillator(), audio.createGain()]
    const at = audio.currentTime + i * 0.14
    note.frequency.value = frequency
    volume.gain.setValueAtTime(0.12, at)
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.3)
    note.connect(volume).connect(audio.destination)
    note.start(at)
    note.stop(at + 0.3)
    if (i === 1) note.addEventListener('ended', () => void audio.close())
  }
}

/** How many wait stands in the page's title, and who wants it hears a new one. Null until the browser can. */
export function usePendingNews(pending: number, inTitle: string): { isLoud: boolean; toggle: () => void } | null {
  const [isLoud, setLoud] = useState<boolean | null>(null)
  const before = useRef(pending)
  const mark = useRef('')
  useEffect(() => {
    try {
      if ('AudioContext' in window) setLoud(window.localStorage.getItem(KEPT) === 'on')
    } catch {
      // Storage is forbidden: it stays silent, and says nothing about it.
    }
  }, [])
  useEffect(() => {
    const hasNew = pending > before.current
    before.current = pending
    if (hasNew && isLoud === true) chime()
    // Titles have brackets of their own, and what is unread may stand before.
    const name = mark.current === '' ? document.title : document.title.replace(mark.current, '')
    const [unread = ''] = /^\(\d+\+?\) /.exec(name) ?? []
    mark.current = pending > 0 ? `【${inTitle}】` : ''
    document.title = unread + mark.current + name.slice(unread.length)
  }, [pending, inTitle, isLoud])
  if (isLoud === null) return null
  return {
    isLoud,
    toggle() {
      if (!isLoud) chime()
      setLoud(!isLoud)
      window.localStorage.setItem(KEPT, isLoud ? 'off' : 'on')
    },
  }
}
