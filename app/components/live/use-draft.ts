import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react'

type Draft = {
  box: RefObject<HTMLTextAreaElement>
  /** Something is written in it. */
  hasText: boolean
  /** For `onInput`. */
  keep: (event: FormEvent<HTMLTextAreaElement>) => void
  write: (text: string) => void
}

/** Keeps what is typed into a box for as long as the tab lives, also over a reload. */
export function useDraft(key: string, hadText: boolean): Draft {
  const box = useRef<HTMLTextAreaElement>(null)
  const [hasText, setHasText] = useState(hadText)
  useEffect(() => {
    const kept = read(key)
    if (box.current && box.current.value === '' && kept !== '') box.current.value = kept
    setHasText(box.current?.value !== '')
  }, [key])
  return {
    box, hasText,
    keep(event) {
      setHasText(event.currentTarget.value !== '')
      store(key, event.currentTarget.value)
    },
    write(text) {
      if (box.current) box.current.value = text
      setHasText(text !== '')
      store(key, text)
    },
  }
}

function read(key: string): string {
  try {
    return window.sessionStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}

function store(key: string, text: string): void {
  try {
    if (text === '') window.sessionStorage.removeItem(key)
    else window.sessionStorage.setItem(key, text)
  } catch {
    // Storage is full or forbidden: the text still stands in the box.
  }
}
