/**
 * Lets a text area grow with its text where CSS cannot (`field-sizing: content`, class `grows`). Gives back how to stop.
 * The height is set through the style object, which a content security policy allows.
 */
export function growWithText(box: HTMLTextAreaElement): (() => void) | undefined {
  if (CSS.supports('field-sizing', 'content')) return undefined
  const fit = () => {
    box.style.height = 'auto'
    box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`
  }
  box.addEventListener('input', fit)
  box.form?.addEventListener('reset', fit)
  fit()
  return () => {
    box.removeEventListener('input', fit)
    box.form?.removeEventListener('reset', fit)
  }
}
