@JsonPropertyDescription("The host name that it answers to.") @Required @Size(min = 1) String host
