// Thrown for a sale whose names were resolved under terms that are superseded by the time it is planned, or
// whose coupon was used up meanwhile: nothing was posted, and whoever resolved it does so again. Never
// reaches a caller.
// Example: CARLA's rate was read at epoch 41, the desk plans at 42 → resolved once more, with the new rate.

export class StaleNames extends Error {
  constructor() {
    super("the names of this sale were resolved under superseded terms");
    this.name = "StaleNames";
  }
}
