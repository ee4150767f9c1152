/** How a line knocks again after it broke: soon, each browser at a moment of its own, and never longer than three seconds apart. */
export const knocking = { reconnectionDelay: 500, reconnectionDelayMax: 2_000, randomizationFactor: 0.5, timeout: 8_000 }
