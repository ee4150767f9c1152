/** Where the picture and sound of a room may come from. Browser-safe. */

/** `link` is opened in a window of its own; the others play inside the page. */
export type Stream = { kind: 'youtube' | 'vimeo' | 'link'; name: string; href: string }

const meetings: [name: string, isHost: (host: string) => boolean][] = [
  ['Zoom', (host) => host === 'zoom.us' || host.endsWith('.zoom.us')],
  ['Microsoft Teams', (host) => host === 'teams.microsoft.com' || host === 'teams.live.com'],
  ['Google Meet', (host) => host === 'meet.google.com'],
  ['Webex', (host) => host.endsWith('.webex.com')],
]

const YOUTUBE = /^(?:www\.|m\.)?youtube(?:-nocookie)?\.com$/

function youtubeId(url: URL): string | undefined {
  const id = url.hostname === 'youtu.be' ? url.pathname.slice(1) : YOUTUBE.test(url.hostname) ? (url.searchParams.get('v') ?? /^\/(?:live|embed|shorts)\/([^/]+)$/.exec(url.pathname)?.[1]) : undefined
  return id !== undefined && /^[\w-]{11}$/.test(id) ? id : undefined
}

function vimeoId(url: URL): string | undefined {
  if (url.hostname === 'vimeo.com' || url.hostname === 'www.vimeo.com') return /^\/(\d{5,12})$/.exec(url.pathname)?.[1]
  return url.hostname === 'player.vimeo.com' ? /^\/video\/(\d{5,12})$/.exec(url.pathname)?.[1] : undefined
}

/** The stream behind an address, written anew; null for every place that is not on the list. */
export function streamOf(address: string): Stream | null {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.port !== '') return null
  const youtube = youtubeId(url)
  if (youtube !== undefined) return { kind: 'youtube', name: 'YouTube', href: `https://www.youtube.com/watch?v=${youtube}` }
  const vimeo = vimeoId(url)
  if (vimeo !== undefined) return { kind: 'vimeo', name: 'Vimeo', href: `https://vimeo.com/${vimeo}` }
  const meeting = meetings.find(([, isHost]) => isHost(url.hostname))
  return meeting ? { kind: 'link', name: meeting[0], href: url.href } : null
}

/** What a player of our own frames, from second `at` on, and the one origin its policy lets in; null for what opens in its own window. */
export function playerOf({ kind, href }: Stream, at = 0): { src: string; origin: string } | null {
  const url = new URL(href)
  if (kind === 'youtube') return { src: `https://www.youtube-nocookie.com/embed/${url.searchParams.get('v')}?autoplay=1&rel=0${at > 0 ? `&start=${at}` : ''}`, origin: 'https://www.youtube-nocookie.com' }
  if (kind === 'vimeo') return { src: `https://player.vimeo.com/video${url.pathname}?autoplay=1&dnt=1${at > 0 ? `#t=${at}s` : ''}`, origin: 'https://player.vimeo.com' }
  return null
}
