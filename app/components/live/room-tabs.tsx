import { useEffect, useState } from 'react'
import type { RoomPoll } from '~/domain/polls/views.ts'
import { useT } from '~/i18n/index.tsx'

type Props = { questions: number; polls: RoomPoll[]; /** Polls the reader has answered. */ answered: string[]; materials: number }

/** 質問・投票・資料: all of them stand below, these lead to each, and a dot says that a poll waits for the reader. */
export function RoomTabs({ questions, polls, answered, materials }: Props) {
  const t = useT()
  const waits = polls.some((p) => p.openedAt !== null && p.closedAt === null && !answered.includes(p.id))
  const parts = [
    ...(polls.length > 0 ? ['polls'] as const : []),
    'questions' as const,
    ...(materials > 0 ? ['materials'] as const : []),
  ]
  const current = useCurrent(parts)
  if (parts.length < 2) return null
  const counts = { questions, polls: polls.length, materials }
  return (
    <nav className="room-tabs" aria-label={t('live.parts')}>
      <div className="seg">
        {parts.map((part) => (
          <a key={part} href={`#${part}`} aria-current={part === current ? 'true' : undefined} onClick={(event) => scrollBeside(part) && event.preventDefault()}>
            {t(`live.part.${part}`)} <span className="num">{counts[part]}</span>
            {part === 'polls' && waits && <><span className="dot" /><span className="sr">{t('live.poll_waits')}</span></>}
          </a>
        ))}
      </div>
    </nav>
  )
}

/** Where the parts scroll beside the picture, the page itself stays where it is. */
function scrollBeside(part: string): boolean {
  const target = document.getElementById(part)
  const box = target?.closest<HTMLElement>('.room-scroll')
  if (!target || !box || getComputedStyle(box).overflowY !== 'auto') return false
  box.scrollTo({ top: target.offsetTop })
  box.focus({ preventScroll: true })
  return true
}

/** The part that is at the top of what is seen. */
function useCurrent(parts: readonly string[]): string | undefined {
  const [current, setCurrent] = useState<string>()
  const all = parts.join()
  useEffect(() => {
    const inView = new Set<string>()
    const names = all.split(',')
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) inView[isIntersecting ? 'add' : 'delete'](target.id)
      setCurrent(names.find((name) => inView.has(name)))
    }, { rootMargin: '-25% 0px -45% 0px' })
    for (const name of names) {
      const part = document.getElementById(name)
      if (part) observer.observe(part)
    }
    return () => observer.disconnect()
  }, [all])
  return current
}
