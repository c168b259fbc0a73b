@JsonPropertyDescription("What it says.") @Required @Size(min = 1) String message
