import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useT } from '~/i18n/index.tsx'
import { Icon } from '../ui/icon.tsx'
import { type Chosen, chosenIn } from './quoting.ts'

/** Between the last change of a selection and the button, so that it does not run along while one selects. */
const REST_MS = 150
const GAP = 8
/** Fingers have handles below the end of what they select. */
const TOUCH_GAP = 32

/** Beside a selection in a post: a button that quotes it. A chunk of its own. */
export default function QuoteButton({ list, onQuote }: { list: RefObject<HTMLElement>; onQuote: (no: number, said: string[]) => void }) {
  const t = useT()
  const button = useRef<HTMLButtonElement>(null)
  const [chosen, setChosen] = useState<Chosen | null>(null)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    // While it is being pressed the button stays, whatever a finger does to the selection.
    let isPressed = false
    let isHeld = false
    const look = () => {
      if (isPressed || isHeld || list.current === null) return
      setChosen(chosenIn(list.current))
    }
    const soon = () => {
      clearTimeout(timer)
      timer = setTimeout(look, REST_MS)
    }
    const down = (event: PointerEvent) => {
      isHeld = event.target instanceof Node && button.current?.contains(event.target) === true
      isPressed = !isHeld && event.pointerType === 'mouse'
    }
    const up = () => {
      isPressed = false
      isHeld = false
      soon()
    }
    look()
    document.addEventListener('selectionchange', soon)
    document.addEventListener('pointerdown', down)
    for (const end of ['pointerup', 'pointercancel'] as const) document.addEventListener(end, up)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('selectionchange', soon)
      document.removeEventListener('pointerdown', down)
      for (const end of ['pointerup', 'pointercancel'] as const) document.removeEventListener(end, up)
    }
  }, [list])

  // Below the selection; above it where that is out of sight. It scrolls with the text and never lies on what is selected.
  useLayoutEffect(() => {
    const at = button.current
    if (at === null || chosen === null) return
    const { top, bottom, right } = chosen.box
    const { width, height } = at.getBoundingClientRect()
    const gap = matchMedia('(pointer: coarse)').matches ? TOUCH_GAP : GAP
    const isBelow = bottom + gap + height <= window.innerHeight || top - gap - height < 0
    const origin = (at.offsetParent ?? document.body).getBoundingClientRect()
    at.style.top = `${(isBelow ? bottom + gap : top - gap - height) - origin.top}px`
    at.style.left = `${Math.max(GAP, Math.min(right - width, document.documentElement.clientWidth - width - GAP)) - origin.left}px`
  }, [chosen])

  if (chosen === null) return null
  const press = () => {
    onQuote(chosen.no, chosen.said)
    document.getSelection()?.removeAllRanges()
    setChosen(null)
  }
  return (
    <button ref={button} type="button" className="btn btn-primary btn-s quote-btn" data-key="quote" aria-keyshortcuts="q" onPointerDown={(event) => event.preventDefault()} onMouseDown={(event) => event.preventDefault()} onClick={press}>
      <Icon name="quote" />{t('boards.quote_button')}
    </button>
  )
}
