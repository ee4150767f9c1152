/** Noto Sans JP, our own copy, for machines without a Japanese font. 120 small files, of which a page needs a dozen. */
import fontSheetUrl from '@fontsource-variable/noto-sans-jp/wght.css?url'

export const fontSheet: string = fontSheetUrl

const size = 20

/** Whether two characters look different and are as wide as Japanese characters are. What no font has is drawn as one and the same box, or as a narrower one with its number. */
function canDraw(paint: CanvasRenderingContext2D, one: string, other: string): boolean {
  const [a, b] = [one, other].map((character) => {
    paint.clearRect(0, 0, size * 2, size * 2)
    paint.fillText(character, 0, size)
    return { pixels: paint.getImageData(0, 0, size * 2, size * 2).data.join(), width: paint.measureText(character).width }
  })
  return a !== undefined && b !== undefined && a.pixels !== b.pixels && Math.abs(a.width - size) <= 1 && Math.abs(b.width - size) <= 1
}

/** Whether this machine shows Japanese by itself: everyday characters, and those of names like 𠮷 that lie outside the first plane. */
function hasJapaneseFont(): boolean {
  const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (paint === null) return true
  paint.font = `${size}px sans-serif`
  return canDraw(paint, 'あ', '県') && canDraw(paint, '縁', 'ん') && canDraw(paint, '𠮷', '𠮟')
}

/** Fetches the font where there is none. Never blocks the page: the text is there before, in the boxes of a missing font at worst. */
export function loadFontWhereMissing(): void {
  if (hasJapaneseFont()) return
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = fontSheet
  document.body.append(link)
}
