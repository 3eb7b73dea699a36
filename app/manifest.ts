import type { MetadataRoute } from 'next'

/** Put on a phone's home screen, it opens on scanning, as that is what a phone is taken out for. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: 'Mini-HaaS',
    short_name: 'HaaS',
    description: 'Scan, move and mend servers.',
    id: '/scan',
    start_url: '/scan',
    scope: '/',
    display: 'standalone',
    background_color: '#f3f4f6',
    theme_color: '#f3f4f6',
    icons: [
      { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icons/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    shortcuts: [
      { name: 'Racks', url: '/racks' },
      { name: 'Tickets', url: '/tickets' },
    ],
  }
}
