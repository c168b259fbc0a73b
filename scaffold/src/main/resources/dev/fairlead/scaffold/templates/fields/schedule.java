@JsonPropertyDescription("When it runs, as cron writes it.") @Required @Size(min = 9) String schedule
