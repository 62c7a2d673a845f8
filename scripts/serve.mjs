import { createServer } from 'node:http'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sirv from 'sirv'

/**
 * Serves the built course below `base`. An unknown address gets status 404 and the page of the
 * language that it begins with, else the page that speaks all of them.
 *
 * @param {{ folder: string, base?: string, port: number, tries?: number }} options
 *   the port is the first to try; after that the next free one, `tries` of them
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serve({ folder, base = '/', port, tries = 50 }) {
  const assets = sirv(folder, { extensions: ['html'], etag: true })
  const prefix = base.replace(/\/$/, '')

  const notFound = (path, response) => {
    const [language = ''] = path.split('/').filter(Boolean)
    const own = /^[a-z-]+$/.test(language) ? join(folder, language, '404', 'index.html') : ''
    const page = own && existsSync(own) ? own : join(folder, '404.html')
    response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' })
    response.end(readFileSync(page))
  }

  const server = createServer((request, response) => {
    const [path = '/', query] = (request.url ?? '/').split('?')
    if (prefix && !path.startsWith(`${prefix}/`)) {
      notFound(path, response)
      return
    }
    const within = path.slice(prefix.length)
    // A page's address ends with a slash: its own relative links depend on it.
    if (!within.endsWith('/') && existsSync(join(folder, decode(within), 'index.html'))) {
      response.writeHead(308, { location: `${path}/${query === undefined ? '' : `?${query}`}` })
      response.end()
      return
    }
    request.url = query === undefined ? within : `${within}?${query}`
    assets(request, response, () => notFound(within, response))
  })

  const used = await listen(server, port, tries)
  return {
    url: `http://localhost:${used}${prefix}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function decode(path) {
  try {
    return decodeURIComponent(path)
  } catch {
    return ''
  }
}

/** Takes the first free port from `port` on. */
function listen(server, port, tries) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (error.code === 'EADDRINUSE' && tries > 1) resolve(listen(server, port + 1, tries - 1))
      else reject(error)
    })
    server.listen(port, () => resolve(port))
  })
}
