"""What-ifs: a formula with every input shown, retention if accounts leave, growth over years."""
