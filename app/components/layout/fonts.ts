/** Noto Sans JP, our own copy, for machines without a Japanese font. 120 small files, of which a page needs a dozen. */
import fontSheetUrl from '@fontsource-variable/noto-sans-jp/wght.css?url'

export const fontSheet: string = fontSheetUrl

/** Draws a character and gives back its pixels. What no font has is drawn as the same box each time. */
function drawn(paint: CanvasRenderingContext2D, character: string): string {
  paint.clearRect(0, 0, 24, 24)
  paint.fillText(character, 2, 20)
  return paint.getImageData(0, 0, 24, 24).data.join()
}

/** Whether this machine shows Japanese by itself: different characters look different. */
function hasJapaneseFont(): boolean {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 24
  const paint = canvas.getContext('2d', { willReadFrequently: true })
  if (paint === null) return true
  paint.font = '20px sans-serif'
  return drawn(paint, 'あ') !== drawn(paint, '県') && drawn(paint, '県') !== drawn(paint, '縁')
}

/** Fetches the font where there is none. Never blocks the page: the text is there before, in the boxes of a missing font at worst. */
export function loadFontWhereMissing(): void {
  if (hasJapaneseFont()) return
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = fontSheet
  document.body.append(link)
}
