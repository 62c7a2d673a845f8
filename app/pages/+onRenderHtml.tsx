import 'katex/dist/katex.min.css'
import '../theme/fonts.css'
import '../theme/tokens.css'
import '../theme/base.css'
import { renderToStaticMarkup } from 'react-dom/server'
import { dangerouslySkipEscape, escapeInject } from 'vike/server'
import type { InjectFilterEntry, OnRenderHtmlAsync } from 'vike/types'
import { fallbackLanguage, isLanguage, languages } from '../../components/languages.ts'
import type { PageFunction } from '../page.ts'
import { Body, Head } from '../shell/Document.tsx'

const htmlLang = (code: string) => languages.find((language) => language.code === code)!.htmlLang

/** Fonts are fetched when a page uses them; only the reading face is known to be needed at once. */
const preloads = (assets: InjectFilterEntry[]): void => {
  for (const asset of assets) {
    if (asset.assetType === 'script') asset.inject ||= 'HTML_BEGIN'
    if (asset.assetType === 'font' && !asset.src.includes('source-serif')) asset.inject = false
  }
}

/** Draws one page, once, at build. */
const onRenderHtml: OnRenderHtmlAsync = async (pageContext) => {
  const { routeParams, Page } = pageContext as unknown as {
    routeParams?: Record<string, string>
    Page: PageFunction
  }
  const params = routeParams ?? {}
  const language = isLanguage(params.language ?? '') ? (params.language as never) : fallbackLanguage
  const page = Page({ language, routeParams: params })
  const head = renderToStaticMarkup(<Head page={page} language={language} />)
  const body = renderToStaticMarkup(<Body page={page} language={language} />)
  const documentHtml = escapeInject`<!doctype html>
<html lang="${htmlLang(language)}">
<head>${dangerouslySkipEscape(head)}</head>
<body data-page="${page.shell ?? 'full'}">${dangerouslySkipEscape(body)}</body>
</html>
`
  return { documentHtml, injectFilter: preloads }
}

export default onRenderHtml
