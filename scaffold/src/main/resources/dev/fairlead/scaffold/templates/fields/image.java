@JsonPropertyDescription("The image that runs.") @Required @Size(min = 1) String image
