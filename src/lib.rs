//! Reads JSON Web Tokens.
