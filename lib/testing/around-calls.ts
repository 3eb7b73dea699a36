import type { HardwareDriver } from '@/worker/hardware-driver'
import type { Runner } from '@/worker/run-job'

type Call = (...args: unknown[]) => unknown

/** The runner, whose every call to hardware goes through `around`: the real call is made where that makes it. */
export function aroundCalls(
  runner: Runner,
  around: (name: string, call: Call, args: unknown[]) => Promise<unknown>,
): Runner {
  const driverFor = (kind: 'simulated' | 'redfish'): HardwareDriver =>
    new Proxy(runner.driverFor(kind), {
      get: (driver, name) => {
        const member: unknown = Reflect.get(driver, name)
        if (typeof member !== 'function') return member
        const call: Call = (...args) => Reflect.apply(member, driver, args)
        return (...args: unknown[]) => around(String(name), call, args)
      },
    })
  return { ...runner, driverFor }
}
