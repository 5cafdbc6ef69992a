const DAY = 86_400;

/** Open issues of about one age. */
export interface AgeGroup {
  /** Days, inclusive. */
  readonly from_days: number;
  /** Days, exclusive; null: whatever is older. */
  readonly to_days: number | null;
  readonly count: number;
}

/** Where each group begins, in days. */
const STEPS = [0, 1, 3, 7, 28, 91] as const;

/** How many open issues have which age, in seconds. */
export function ageGroups(ages: readonly number[]): readonly AgeGroup[] {
  return STEPS.map((from_days, at) => {
    const to_days = STEPS[at + 1] ?? null;
    const isHere = (age: number) => age >= from_days * DAY && (to_days === null || age < to_days * DAY);
    return { from_days, to_days, count: ages.filter(isHere).length };
  });
}
