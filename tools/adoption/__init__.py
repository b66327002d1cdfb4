"""How an account uses the product, against itself and against similar accounts."""
