"""The offline installer (离线安装包): for rooms whose machines reach no registry."""
