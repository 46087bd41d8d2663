<?php
// The fixed data: an administrator, 70 members, 90 posts in four categories, 9 pages.
define('WP_INSTALLING', true);
$_SERVER += ['HTTP_HOST' => '127.0.0.1', 'REQUEST_URI' => '/', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REMOTE_ADDR' => '127.0.0.1'];
function wp_mail()
{
    return true;
}
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/taxonomy.php';

wp_install('Harbour news', 'admin', 'admin@example.test', false, '', 'Adm1n-wordpress!');
foreach (['admin_email_lifespan' => time() + 3650 * 86400, 'show_avatars' => 0, 'permalink_structure' => '', 'timezone_string' => 'UTC'] as $name => $value) {
    update_option($name, $value);
}
// What the administration shows of the world outside would only wait for it.
update_user_meta(1, 'show_welcome_panel', 0);

$first = ['Aino', 'Basil', 'Cleo', 'Dario', 'Edda', 'Falk', 'Gesa'];
$last = ['Abel', 'Bruun', 'Conti', 'Derks', 'Ekman'];
$members = [];
for ($at = 0; $at < 70; $at++) {
    $members[] = wp_insert_user([
        'user_login' => sprintf('reader%02d', $at), 'user_pass' => "Reader-pass-$at", 'user_email' => sprintf('reader%02d@example.test', $at),
        'first_name' => $first[$at % 7], 'last_name' => $last[$at % 5], 'role' => ['subscriber', 'contributor', 'author', 'editor'][$at % 4],
        'user_registered' => gmdate('Y-m-d H:i:s', 1767600000 + $at * 86400),
    ]);
}
$categories = array_map('wp_create_category', ['Arrivals', 'Cargo', 'Safety', 'Weather']);
for ($at = 0; $at < 90; $at++) {
    wp_insert_post([
        'post_title' => ['Notice', 'Report', 'Warning'][$at % 3] . ' ' . ($at + 1), 'post_content' => 'Berth ' . ($at % 12 + 1) . '.',
        'post_status' => $at % 9 === 0 ? 'draft' : 'publish', 'post_author' => $at % 2 ? 1 : $members[$at % 70], 'post_category' => [$categories[$at % 4]],
        'tags_input' => ['berth-' . ($at % 5 + 1)], 'post_date' => gmdate('Y-m-d H:i:s', 1767600000 + $at * 43200),
    ]);
}
for ($at = 0; $at < 9; $at++) {
    wp_insert_post(['post_title' => 'Chapter ' . ($at + 1), 'post_type' => 'page', 'post_status' => 'publish', 'post_author' => 1, 'post_content' => 'Text.']);
}
echo count_users()['total_users'], " users\n";
