@JsonPropertyDescription("How many replicas run.") @Required @Min(1){{scale}} Integer replicas
