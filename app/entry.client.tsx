import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { DeliveryContext, languageChunkId } from './components/layout/delivery.ts'
import { loadFontWhereMissing } from './components/layout/fonts.ts'
import { LanguageProvider } from './i18n/index.tsx'
import type { Texts } from './i18n/ja.ts'
import { needTexts, texts } from './i18n/needed.ts'
import { createT } from './i18n/translate.ts'

loadFontWhereMissing()

/**
 * RemixBrowser suspends, before its first hook, until the page's data is decoded. Called once ahead of React it hands out that promise; a click
 * that made React hydrate the whole document at once while its root waits would end the application (React error 345).
 */
async function decodePageData(): Promise<void> {
  try {
    RemixBrowser({})
  } catch (decoding) {
    await decoding
  }
}

// Only the language of the document is fetched; the document has already begun to.
await Promise.all([needTexts(['core']), decodePageData()])
const t = createT<Texts>(document.documentElement.lang === 'en' ? 'en' : 'ja', texts)
const languageChunk = document.getElementById(languageChunkId)?.getAttribute('href') ?? undefined

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <DeliveryContext.Provider value={{ nonce: undefined, languageChunk }}>
        <LanguageProvider t={t}>
          <RemixBrowser />
        </LanguageProvider>
      </DeliveryContext.Provider>
    </StrictMode>,
  )
})
