'use client'

import { buttonClass } from '@/components/ui/button'
import { Glyph } from '@/components/ui/glyph'
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu'
import { type DatacenterChoice, useScope, useScopeHref } from './scope'

/** Narrows every page to one datacenter; the choice is in the URL and goes along with the nav's links. */
export function ScopeMenu({ datacenters }: { datacenters: readonly DatacenterChoice[] }) {
  const scope = useScope()
  const hrefOf = useScopeHref()
  return (
    <Menu
      label="Datacenter"
      align="end"
      trigger={
        <button type="button" className={buttonClass('quiet')}>
          <Glyph name="pin" title="Datacenter" />
          {scope ?? <span className="max-desk:hidden">All datacenters</span>}
          {scope === null ? <span className="desk:hidden">All</span> : null}
          <Glyph name="down" />
        </button>
      }
    >
      <MenuItem href={hrefOf(null)} checked={scope === null}>
        All datacenters
      </MenuItem>
      {datacenters.length === 0 ? null : <MenuSeparator />}
      {datacenters.map((datacenter) => (
        <MenuItem key={datacenter.code} href={hrefOf(datacenter.code)} checked={scope === datacenter.code}>
          <span className="mono mr-1.5 font-medium">{datacenter.code}</span>
          <span className="text-text3">{datacenter.name}</span>
        </MenuItem>
      ))}
    </Menu>
  )
}
