"""Words of titles, as data: articles, words without weight, names that keep their capital."""

from __future__ import annotations

from typing import Final


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set: a readable way to write a long one."""
    return frozenset(text.split())


# Articles a title can begin with, folded. Left out: what is as often another word (French
# "de", Portuguese "a" and "o", English "one").
ARTICLES: Final = words(
    "a an the le la les une un des du der die das den dem ein eine einen einer eines el los las "
    "una unos unas il lo gli het een os as uma um"
)

# Names that begin with such a word, folded.
NOT_ARTICLES: Final = (
    "los angeles", "los alamos", "las vegas", "la jolla", "la plata", "la nina", "la palma",
    "el nino", "el paso", "el salvador", "el farol", "le mans", "le havre", "das sarma",
    "a priori", "a posteriori", "a fortiori", "a la ", "die hard", "den haag", "du bois", "as ",
    "die swell", "an die ",
)  # fmt: skip

# Words without weight in a title, folded, for keys.
FUNCTION_WORDS: Final = words(
    "a an the about above across after against along among and around as at be before "
    "behind below beneath beside between beyond but by can do does down during except for "
    "from has have how in inside into is its like near nor of off on onto or over since so "
    "than that their these this those through to toward towards under until up upon via "
    "was we were what when where which while why with within without yet your are not "
    "le la les un une des du de et en dans pour sur par au aux avec ou "
    "der die das den dem des ein eine einer eines einen und oder von vom zu zum zur im in "
    "mit fur uber auf aus bei nach "
    "el los las una unos unas y o del al con por para "
    "il lo gli i e di da della delle dei degli nel nella sul sulla per tra fra "
    "het een van voor op met os as uma um dos das no na"
)

# Names common in titles that are nothing but names, also as adjectives. Words that are mostly
# something else when they begin with a capital ("Young", "Page", "Wishart") are left out.
PROPER_NAMES: Final = words(
    # Mathematics, statistics, computing, physics
    "Abel Abelian Banach Bayes Bayesian Bellman Bernoulli Bernstein Bessel Bethe "
    "Boltzmann Boole Boolean Bose Bregman Brownian Carlo Cartesian Cauchy Chebyshev "
    "Cholesky Chomsky Clebsch Clifford Cox Dantzig Delaunay Descartes Dijkstra Dirac "
    "Dirichlet Einstein Erdős Euclid Euclidean Euler Eulerian Fermi Fisher Fock Fourier "
    "Frobenius Gabor Galois Gauss Gaussian Gaussians Gibbs Ginibre Gordan Grassmann "
    "Grassmannian Gröbner Haar Hadamard Hamilton Hamiltonian Hamming Hausdorff "
    "Hebbian Hermite Hermitian Hessian Hilbert Hölder Hopfield Huffman Ising Itô Jacobi "
    "Jacobian Jensen Kalman Kantorovich Kohn Kolmogorov Koopman Krylov Kullback Lagrange "
    "Lagrangian Landau Langevin Laplace Laplacian Lebesgue Legendre Leibler Levenberg Lie "
    "Lindblad Liouville Lipschitz Lorentz Lyapunov Mahalanobis Markov Markovian Marquardt "
    "Maxwell Mercer Minkowski Monge Monte Nash Navier Neumann Newton Newtonian Noether "
    "Nyström Ornstein Pareto Pauli Pearson Poincaré Poisson Pythagorean "
    "Radon Rademacher Rayleigh Riemann Riemannian Runge Schmidt Schrödinger Shannon Shapley "
    "Sham Sinkhorn Sobolev Stiefel Stokes Tikhonov Turing Uhlenbeck Voronoi "
    "Wasserstein Weierstrass Weyl Wiener Wigner Zipf "
    # Languages, peoples, places
    "Africa African America American Americans Arabic Asia Asian Australia Australian "
    "Austria Brazil Brazilian Britain British Canada Canadian Chile China Chinese Czech "
    "Danish Dutch Egypt English Europe European France French German Germany Greece Greek "
    "Hebrew Hindi India Indian Indonesia Iran Ireland Irish Israel Italian Italy Japan "
    "Japanese Kenya Korea Korean Latin London Mexico Montreal Nigeria Norway Norwegian "
    "Paris Persian Poland Portuguese Quebec Québec Russia Russian Scotland Spain "
    "Spanish Sweden Swedish Switzerland Swiss Taiwan Thai Tokyo Turkish Ukraine "
    "Vietnam Vietnamese "
    # Months, days, and what else is always a name
    "January February April June July September October November December Monday "
    "Tuesday Wednesday Thursday Friday Saturday Sunday Alzheimer Parkinson Android Bitcoin "
    "Darwin Darwinian Ethereum Facebook Freud Google Internet Java Kubernetes Linux "
    "Mars Python Twitter Unix Wikipedia"
)
