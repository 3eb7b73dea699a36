/**
 * What the tab says. Stands in the page's own tree, so that a refresh leaves it in place: the framework's `metadata` makes
 * its title anew with each refresh, and the page has none until that has come.
 */
export function PageTitle({ names }: { names: readonly string[] }) {
  return <title>{[...names, 'Mini-HaaS'].join(' · ')}</title>
}
