'use client'

import { useQuery } from '@tanstack/react-query'
import { TextField } from '@/components/ui/field'
import { SelectField } from '@/components/ui/select'
import { datacentersQuery } from './server-queries'

/** Where servers are sent, and when they are expected there. */
export function JourneyFields(props: {
  destination: string
  onDestination: (code: string) => void
  day: string
  onDay: (day: string) => void
  errorOf: (field: string) => string | undefined
}) {
  const { destination, onDestination, day, onDay, errorOf } = props
  const datacenters = useQuery(datacentersQuery())
  return (
    <div className="grid grid-cols-2 gap-3 max-tab:grid-cols-1">
      <SelectField
        label="To"
        required
        value={destination}
        onChange={(event) => onDestination(event.target.value)}
        emptyLabel="Choose a datacenter"
        options={(datacenters.data?.items ?? []).map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
        error={errorOf('destination')}
      />
      <TextField
        label="Expected on"
        type="date"
        required
        value={day}
        onChange={(event) => onDay(event.target.value)}
        error={errorOf('expectedAt')}
      />
    </div>
  )
}
