import { type RefObject, useEffect, useState } from 'react'

const AFTER_MS = 1_500

/** Keeps a form as its writer's draft a moment after they pause, and when they leave. Answers when it was last kept. */
export function useKeptForm(form: RefObject<HTMLFormElement>, isOn: boolean): Date | null {
  const [keptAt, setKeptAt] = useState<Date | null>(null)
  useEffect(() => {
    const element = form.current
    if (element === null || !isOn) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let isDirty = false
    const send = () => {
      clearTimeout(timer)
      if (!isDirty) return
      isDirty = false
      const written = new FormData(element)
      written.set('intent', 'default')
      fetch('/events/drafts', { method: 'POST', body: written, headers: { Accept: 'application/json' } }).then((answer) => {
        if (answer.ok) setKeptAt(new Date())
      }, () => { isDirty = true })
    }
    const changed = () => {
      isDirty = true
      clearTimeout(timer)
      timer = setTimeout(send, AFTER_MS)
    }
    const sent = () => {
      clearTimeout(timer)
      isDirty = false
    }
    const left = () => { if (document.visibilityState === 'hidden') send() }
    element.addEventListener('input', changed)
    element.addEventListener('submit', sent)
    document.addEventListener('visibilitychange', left)
    return () => {
      send()
      element.removeEventListener('input', changed)
      element.removeEventListener('submit', sent)
      document.removeEventListener('visibilitychange', left)
    }
  }, [form, isOn])
  return keptAt
}
