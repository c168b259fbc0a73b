@JsonPropertyDescription("How much it stores, such as 1Gi.") @Required @Size(min = 1) String storage
