import Link from 'next/link'
import { type ComponentPropsWithRef, type ReactNode, useId } from 'react'
import { classNames } from './class-names'
import { Glyph, type GlyphName } from './glyph'

export type ButtonLook = 'plain' | 'primary' | 'quiet' | 'danger'
export type ButtonSize = 'dense' | 'touch' | 'main'

const looks: Record<ButtonLook, string> = {
  plain: 'border-line2 bg-surface text-text hover:border-control',
  primary: 'border-accent bg-accent text-on-accent hover:brightness-110',
  quiet: 'border-transparent bg-transparent text-text2 hover:bg-sunken hover:text-text',
  danger: 'border-line2 bg-surface text-fail-x [--gx:var(--surface)] hover:border-fail',
}

const sizes: Record<ButtonSize, string> = {
  dense: 'h-7 gap-1.5 rounded-control px-2.5 glove:h-11 glove:rounded-overlay glove:px-3.5',
  touch: 'h-12 gap-2 rounded-overlay px-3.5 font-semibold text-touch',
  main: 'h-14 gap-2 rounded-overlay px-4 font-semibold text-touch-lg',
}

const disabledLook = 'cursor-not-allowed border-dashed border-line bg-sunken text-text3'

/** The class list of a button, for a radix trigger or a label that must look like one. */
export function buttonClass(look: ButtonLook = 'plain', size: ButtonSize = 'dense', disabled = false): string {
  return classNames(
    'relative inline-flex flex-none select-none items-center justify-center overflow-hidden whitespace-nowrap border font-medium no-underline transition-colors',
    sizes[size],
    disabled ? disabledLook : looks[look],
  )
}

type ReasonAt = keyof typeof reasonLayout

interface ButtonOwnProps {
  look?: ButtonLook | undefined
  size?: ButtonSize | undefined
  glyph?: GlyphName | undefined
  /** A glyph after the label: `down` on a menu, `right` on a step. */
  endGlyph?: GlyphName | undefined
  /** Only the glyph is seen; `children` is the accessible name and tooltip. */
  iconOnly?: boolean | undefined
  /** The label stays, a progress line runs below it, further presses do nothing. */
  busy?: boolean | undefined
  /** Why it can't be used. The button stays: dashed, with a lock and this reason beside it. */
  disabledReason?: string | null | undefined
  /** Where the reason stands: `room` is after it where its container is wide enough, else below; `tooltip` in tight toolbars (it is still read out). */
  reasonAt?: ReasonAt | undefined
  children: ReactNode
}

type ButtonProps = ButtonOwnProps & Omit<ComponentPropsWithRef<'button'>, keyof ButtonOwnProps | 'disabled'>

/** A button. One `primary` a region; `danger` is fail text, never a fail fill. Type is "button" unless given. */
export function Button(props: ButtonProps) {
  const { look, size = 'dense', glyph, endGlyph, iconOnly, busy, disabledReason, reasonAt, children, ...rest } = props
  const reasonId = useId()
  const locked = disabledReason !== null && disabledReason !== undefined && disabledReason !== ''
  const { className, onClick, type = 'button', ...native } = rest
  const button = (
    <button
      {...native}
      {...(locked || busy === true || onClick === undefined ? {} : { onClick })}
      type={locked || busy === true ? 'button' : type}
      aria-disabled={locked || undefined}
      aria-busy={busy || undefined}
      aria-describedby={locked ? reasonId : native['aria-describedby']}
      title={locked && reasonAt === 'tooltip' ? disabledReason : (native.title ?? titleOf(iconOnly, children))}
      className={classNames(buttonClass(look, size, locked), iconOnly && squareOf(size), className)}
    >
      <ButtonContent glyph={glyph} endGlyph={endGlyph} iconOnly={iconOnly} size={size}>
        {children}
      </ButtonContent>
      {busy === true ? <BusyLine /> : null}
    </button>
  )
  if (!locked) return button
  return (
    <WithReason id={reasonId} reason={disabledReason} at={reasonAt ?? 'after'}>
      {button}
    </WithReason>
  )
}

/** A link that looks like a button. With `disabledReason` it is a disabled button with the reason beside it. */
export function ButtonLink(
  props: ButtonOwnProps & { href: string; className?: string | undefined; download?: boolean },
) {
  const { look, size = 'dense', glyph, endGlyph, iconOnly, disabledReason, href, children, className, download } = props
  if (disabledReason) return <Button {...omitLink(props)}>{children}</Button>
  const look2 = classNames(buttonClass(look, size), iconOnly && squareOf(size), className)
  const content = (
    <ButtonContent glyph={glyph} endGlyph={endGlyph} iconOnly={iconOnly} size={size}>
      {children}
    </ButtonContent>
  )
  if (download === true) {
    return (
      <a href={href} download className={look2}>
        {content}
      </a>
    )
  }
  return (
    <Link href={href} className={look2} title={titleOf(iconOnly, children)}>
      {content}
    </Link>
  )
}

function omitLink({
  href: _href,
  download: _download,
  ...rest
}: ButtonOwnProps & { href: string; download?: boolean }) {
  return rest
}

const titleOf = (iconOnly: boolean | undefined, children: ReactNode) =>
  iconOnly === true && typeof children === 'string' ? children : undefined

const squareOf = (size: ButtonSize) =>
  size === 'dense' ? 'w-7 px-0! glove:w-11' : size === 'touch' ? 'w-12 px-0!' : 'w-14 px-0!'

function ButtonContent(
  props: Pick<ButtonOwnProps, 'glyph' | 'endGlyph' | 'iconOnly' | 'children'> & { size: ButtonSize },
) {
  const { glyph, endGlyph, iconOnly, children, size } = props
  const glyphSize = size === 'dense' ? 14 : 16
  return (
    <>
      {glyph === undefined ? null : <Glyph name={glyph} size={glyphSize} />}
      {iconOnly === true ? <span className="sr-only">{children}</span> : children}
      {endGlyph === undefined ? null : <Glyph name={endGlyph} size={glyphSize} />}
    </>
  )
}

function BusyLine() {
  return (
    <span aria-hidden className="absolute inset-x-0 bottom-0 h-0.5 overflow-hidden">
      <span className="block h-full w-2/5 animate-[busy_1.1s_linear_infinite] bg-current" />
    </span>
  )
}

const reasonLayout = {
  after: 'inline-flex items-center gap-2',
  before: 'inline-flex flex-row-reverse items-center gap-2',
  below: 'inline-flex flex-col items-start gap-1',
  room: 'flex flex-col items-start gap-1 @[420px]:flex-row @[420px]:items-center @[420px]:gap-2',
  tooltip: 'inline-flex',
}

function WithReason(props: { id: string; reason: string; at: ReasonAt; children: ReactNode }) {
  const { id, reason, at, children } = props
  return (
    <span className={classNames(reasonLayout[at], 'min-w-0')}>
      {children}
      <span
        id={id}
        className={at === 'tooltip' ? 'sr-only' : 'inline-flex min-w-0 items-center gap-1 text-small text-text2'}
      >
        <Glyph name="lock" size={12} className="text-text3" />
        {reason}
      </span>
    </span>
  )
}
