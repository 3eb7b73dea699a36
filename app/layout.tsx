import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { THEME_COOKIE, themeChoice } from '@/components/shell/preferences'
import { Toaster } from '@/components/ui/toaster'
import { QueryProvider } from '@/lib/client/query-provider'
import './globals.css'

export const metadata: Metadata = {
  description: 'Hardware as a service for people who run their own servers.',
  icons: { icon: '/icons/icon-192.png', apple: '/icons/apple-touch-180.png' },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f3f4f6' },
    { media: '(prefers-color-scheme: dark)', color: '#0c0f12' },
  ],
}

/** The document: the stored theme is in its first byte, so that no other one is ever painted. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeChoice((await cookies()).get(THEME_COOKIE)?.value)
  return (
    <html lang="en" {...(theme === 'system' ? {} : { 'data-theme': theme })} suppressHydrationWarning>
      <head>
        <link
          rel="preload"
          href="/fonts/ibm-plex-sans-latin-wght-normal.woff2"
          as="font"
          type="font/woff2"
          crossOrigin="anonymous"
        />
      </head>
      <body>
        <QueryProvider>{children}</QueryProvider>
        <Toaster />
      </body>
    </html>
  )
}
