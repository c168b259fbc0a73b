@JsonPropertyDescription("Where it listens.") @Required @Min(1) @Max(65535) Integer port
