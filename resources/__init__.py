"""Read-only data that the law or a province can change: catalogue, calendar, units, forms, fonts, words."""
