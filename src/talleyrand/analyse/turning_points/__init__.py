"""When an actor's stance toward another turned."""
