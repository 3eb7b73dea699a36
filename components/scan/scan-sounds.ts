/** Two high tones for yes, one low for no, and a buzz where the device can. Silent where the browser has no audio. */

let audio: AudioContext | null = null

function tone(context: AudioContext, hertz: number, from: number, seconds: number): void {
  const oscillator = context.createOscillator()
  const volume = context.createGain()
  oscillator.frequency.value = hertz
  oscillator.type = hertz < 400 ? 'square' : 'sine'
  // A short ramp at both ends: a tone that is cut off clicks.
  volume.gain.setValueAtTime(0, from)
  volume.gain.linearRampToValueAtTime(0.25, from + 0.01)
  volume.gain.setValueAtTime(0.25, from + seconds - 0.02)
  volume.gain.linearRampToValueAtTime(0, from + seconds)
  oscillator.connect(volume).connect(context.destination)
  oscillator.start(from)
  oscillator.stop(from + seconds)
}

/** Call it from a key or a tap: browsers only let sound begin there. */
export function answerAloud(verdict: 'yes' | 'no'): void {
  navigator.vibrate?.(verdict === 'yes' ? 40 : [180, 60, 180])
  if (typeof AudioContext === 'undefined') return
  audio ??= new AudioContext()
  void audio.resume()
  const now = audio.currentTime
  if (verdict === 'yes') {
    tone(audio, 1_320, now, 0.09)
    tone(audio, 1_760, now + 0.11, 0.12)
  } else {
    tone(audio, 196, now, 0.4)
  }
}
