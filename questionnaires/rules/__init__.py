"""What makes a questionnaire whole, one module a subject; each rule yields what it finds."""
