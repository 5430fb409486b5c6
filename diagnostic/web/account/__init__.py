"""Pages on which staff sign in and look after their accounts."""
