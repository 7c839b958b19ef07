// Prints the description of all public methods (OpenAPI 3.1), for checks and
// for who has no gateway at hand.
//
// Usage: creditproof-openapi

#include <cstdlib>
#include <iostream>

#include "services/gateway/openapi.h"

int main() {
  std::cout << creditproof::gateway::PublicOpenApiJson("https://credit.example")
            << "\n";
  return EXIT_SUCCESS;
}
