import { expect, test } from 'vitest'
import { safeTo } from './safe-to.ts'

test.each(['/', '/boards', '/topics/1?from=21#unread', '/検索?q=育児'])('%s stays here', (path) => {
  expect(safeTo(path, '/x')).toBe(encodeURI(path))
})

test.each([
  '//evil.example', '///evil.example', '/\\evil.example', '\\\\evil.example', '/\t/evil.example', '/\n/evil.example', 'https://evil.example', 'javascript:alert(1)', 'data:text/html,x',
  '/%09//evil.example/..//..//', 'http:evil.example', '@evil.example', ' /boards', '/..//evil.example', '/.//evil.example', '', 'boards', undefined, null, 7, {}, '/' + 'a'.repeat(3000), '/\u0000', '／／evil.example', '/\u3000'.slice(0, 0) + '//\u2028',
])('%j leads to the fallback or stays on this origin', (to) => {
  const result = safeTo(to, '/safe')
  expect(new URL(result, 'https://here.example').origin).toBe('https://here.example')
  expect(result.startsWith('//')).toBe(false)
})
