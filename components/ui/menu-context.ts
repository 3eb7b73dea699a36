import type { DropdownMenu } from 'radix-ui'
import { createContext, use } from 'react'

type Parts = Pick<typeof DropdownMenu, 'Item' | 'Label' | 'Separator'>

/** What a menu's lines are made of, from the menu that is open around them: a page brings its code only when one is opened. */
export const MenuParts = createContext<Parts | null>(null)

export function useMenuParts(): Parts {
  const parts = use(MenuParts)
  if (parts === null) throw new Error('a line of a menu stands outside a Menu')
  return parts
}
