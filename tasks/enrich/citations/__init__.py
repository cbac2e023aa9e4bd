"""Where an article says it got something: outlets, agencies, officials, unnamed people, documents."""
