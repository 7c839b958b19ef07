// One client's connection, from its first request to its last. Boost.Beast is
// known to connection.cc, with the two headers that only it includes
// (answer_writer.h, awaiting.h), and to server.cc.
#pragma once

// gcc 12 wants it before Boost's coroutines.
#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <string>
#include <utility>

#include "services/gateway/pending.h"
#include "services/gateway/server.h"

namespace creditproof::gateway {

// What all connections share. Outlives them.
struct Shared {
  const Listener& listener;
  const Site& site;
  boost::asio::ssl::context* tls;  // null: plain
  const std::atomic<bool>& stopping;
  Pending& requests;   // being answered
  Pending& callbacks;  // that endpoints have yet to make
  Readers& readers;    // that wait for a piece of a body
};

// Ends when the client goes, breaks a limit or a rule, or an answer could not
// be given whole. Throws nothing.
boost::asio::awaitable<void> ServeConnection(
    boost::asio::ip::tcp::socket socket, const Shared& shared,
    std::string client);

}  // namespace creditproof::gateway
