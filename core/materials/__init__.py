"""Materials (材料): the lines of a dossier's catalogue, each a paper that is in the room."""
