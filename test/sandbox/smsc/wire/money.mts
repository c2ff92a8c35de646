/** Money as it stands on the wire: text with two decimals (docs/gateways/smsc.md 1.5, recorded `"1871.62"`). */
export const money = (amount: number): string => amount.toFixed(2);

/** The sum without the dust of binary fractions. */
export const cents = (amount: number): number => Math.round(amount * 100) / 100;
