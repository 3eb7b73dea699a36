'use client'

import { type ComponentPropsWithRef, type ReactNode, useId } from 'react'
import { classNames } from './class-names'
import { Glyph, type GlyphName } from './glyph'

/** What a control inside a `Field` must carry, so that label, hint and error are tied to it. */
export interface FieldControl {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

interface FieldOwnProps {
  label: ReactNode
  /** Only read out; the context shows what is meant (a search box, a cell of a form table). */
  labelHidden?: boolean | undefined
  /** One line below: the unit, an example, what it is for. */
  hint?: ReactNode
  /** What is wrong and what is nearest. Comes before the hint; what was typed stays. */
  error?: string | undefined
  className?: string | undefined
}

/** Label, control, hint or error. The control is given its ids: `<Field label="Rack">{(control) => <input {...control} />}</Field>`. */
export function Field(props: FieldOwnProps & { children: (control: FieldControl) => ReactNode }) {
  const { label, labelHidden, hint, error, className, children } = props
  const id = useId()
  const noteId = `${id}note`
  const noted = error !== undefined || hint !== undefined
  return (
    <div className={classNames('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className={labelHidden === true ? 'sr-only' : 'font-medium text-small text-text2'}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': noted ? noteId : undefined,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {error === undefined && hint !== undefined ? (
        <p id={noteId} className="text-small text-text3">
          {hint}
        </p>
      ) : null}
      <p
        id={error === undefined ? undefined : noteId}
        aria-live="polite"
        className="flex gap-1 text-fail-x text-small empty:hidden"
      >
        {error === undefined ? null : (
          <>
            <Glyph name="x" className="mt-px" />
            <span>{error}</span>
          </>
        )}
      </p>
    </div>
  )
}

/** The class list of an input: 28 px with a control edge, 44 under a finger; a fail edge when aria-invalid. */
export const inputClass =
  'h-7 min-w-0 rounded-control border border-control bg-surface px-2 text-text aria-invalid:border-fail aria-invalid:shadow-[0_0_0_1px_var(--fail)] disabled:border-line disabled:border-dashed disabled:bg-sunken disabled:text-text3 glove:h-11 glove:rounded-overlay glove:px-3 glove:text-[16px]'

type TextFieldProps = FieldOwnProps &
  Omit<ComponentPropsWithRef<'input'>, keyof FieldOwnProps | 'size'> & {
    /** Codes and numbers that are compared. */
    mono?: boolean | undefined
    /** A unit at the end of the box: GB, cores, W. */
    unit?: string | undefined
    glyph?: GlyphName | undefined
    size?: 'dense' | 'touch' | undefined
  }

/** A line of text with its label. Any input attribute passes through (type, name, defaultValue, inputMode, autoFocus …). */
export function TextField(props: TextFieldProps) {
  const { label, labelHidden, hint, error, className, mono, unit, glyph, size = 'dense', ...input } = props
  return (
    <Field label={label} labelHidden={labelHidden} hint={hint} error={error} className={className}>
      {(control) => (
        <span className="relative flex">
          {glyph === undefined ? null : (
            <Glyph name={glyph} className="pointer-events-none absolute top-1/2 left-2 -translate-y-1/2 text-text3" />
          )}
          <input
            {...input}
            {...control}
            className={classNames(
              inputClass,
              'w-full',
              mono && 'mono',
              glyph && 'pl-7! glove:pl-8!',
              unit && 'pr-10! text-right',
              size === 'touch' && 'h-14! rounded-overlay! text-touch-lg!',
            )}
          />
          {unit === undefined ? null : (
            <span
              aria-hidden
              className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-small text-text3"
            >
              {unit}
            </span>
          )}
        </span>
      )}
    </Field>
  )
}

/** Several lines: a reason, a note. */
export function TextAreaField(props: FieldOwnProps & Omit<ComponentPropsWithRef<'textarea'>, keyof FieldOwnProps>) {
  const { label, labelHidden, hint, error, className, rows = 3, ...area } = props
  return (
    <Field label={label} labelHidden={labelHidden} hint={hint} error={error} className={className}>
      {(control) => (
        <textarea
          {...area}
          {...control}
          rows={rows}
          className={classNames(inputClass, 'h-auto! w-full resize-y py-1.5')}
        />
      )}
    </Field>
  )
}

/** A box to tick, its label beside it; `hint` says what it means. */
export function CheckField(props: FieldOwnProps & Omit<ComponentPropsWithRef<'input'>, keyof FieldOwnProps | 'type'>) {
  const { label, labelHidden, hint, error, className, ...input } = props
  const id = useId()
  const note = error ?? hint
  return (
    <div className={classNames('flex items-start gap-2 glove:min-h-11 glove:items-center', className)}>
      <input
        {...input}
        id={id}
        type="checkbox"
        aria-describedby={note === undefined ? undefined : `${id}note`}
        aria-invalid={error === undefined ? undefined : true}
        className="mt-px size-4 flex-none glove:size-5"
      />
      <div className="min-w-0">
        <label htmlFor={id} className={labelHidden === true ? 'sr-only' : undefined}>
          {label}
        </label>
        {note === undefined ? null : (
          <p id={`${id}note`} className={classNames('text-small', error === undefined ? 'text-text3' : 'text-fail-x')}>
            {note}
          </p>
        )}
      </div>
    </div>
  )
}
