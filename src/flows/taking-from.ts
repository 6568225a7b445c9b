// Where a refund or a dispute to be booked comes from: what decides whether more than is left is refused or
// cut.
// Example: { actor: "source:stripe", wasTold: false, isExact: false }.

export interface TakingFrom {
  /** `source:stripe`, or whoever imports a file. */
  actor: string;
  /** For the end of a dispute: its opening was told, and may have found nothing left to reserve. */
  wasTold: boolean;
  /** A person is there to be asked: more than is left is refused instead of taking what is left. */
  isExact: boolean;
}
