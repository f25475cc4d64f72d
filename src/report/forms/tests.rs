//! The documents, from papers of a few lines.
