"""What is kept: cadres (干部), dossiers (档案), volumes (卷), slots (库位)."""
