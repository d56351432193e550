"""People (利用者) and how they sign in. Posts and roles are not here: a person is only who it is."""
